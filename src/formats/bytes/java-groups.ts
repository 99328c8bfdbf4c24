/** A rule for jars that tell their artifactId but not their groupId: who builds with Gradle or Ant writes no pom.properties. */
interface GroupRule {
  /** Artifact ids; one that ends in `-` stands for all that begin so. */
  readonly artifacts: readonly string[];
  /** `=`: the group is named like the artifact, as Maven 1 had it. */
  readonly group: string;
  /** Package folder that the jar must hold: a file name alone proves nothing. */
  readonly holds: string;
}

/** Coordinates as published on Maven Central; sorted by group. */
const RULES: readonly GroupRule[] = [
  { artifacts: ['h2'], group: 'com.h2database', holds: 'org/h2/' },
  { artifacts: ['mysql-connector-j'], group: 'com.mysql', holds: 'com/mysql/' },
  { artifacts: ['okhttp', 'okhttp-'], group: 'com.squareup.okhttp3', holds: 'okhttp3/' },
  { artifacts: ['okio', 'okio-jvm'], group: 'com.squareup.okio', holds: 'okio/' },
  {
    artifacts: [
      'commons-beanutils',
      'commons-cli',
      'commons-codec',
      'commons-collections',
      'commons-configuration',
      'commons-dbcp',
      'commons-digester',
      'commons-discovery',
      'commons-el',
      'commons-fileupload',
      'commons-httpclient',
      'commons-io',
      'commons-jxpath',
      'commons-lang',
      'commons-logging',
      'commons-net',
      'commons-pool',
      'commons-validator',
    ],
    group: '=',
    holds: 'org/apache/commons/',
  },
  { artifacts: ['grpc-'], group: 'io.grpc', holds: 'io/grpc/' },
  { artifacts: ['micrometer-'], group: 'io.micrometer', holds: 'io/micrometer/' },
  { artifacts: ['reactor-core'], group: 'io.projectreactor', holds: 'reactor/core/' },
  { artifacts: ['reactor-netty', 'reactor-netty-'], group: 'io.projectreactor.netty', holds: 'reactor/netty/' },
  { artifacts: ['rxjava'], group: 'io.reactivex.rxjava2', holds: 'io/reactivex/disposables/' },
  { artifacts: ['rxjava'], group: 'io.reactivex.rxjava3', holds: 'io/reactivex/rxjava3/' },
  { artifacts: ['mysql-connector-java'], group: 'mysql', holds: 'com/mysql/' },
  { artifacts: ['ehcache', 'ehcache-core'], group: 'net.sf.ehcache', holds: 'net/sf/ehcache/' },
  {
    artifacts: [
      'commons-collections4',
      'commons-compress',
      'commons-csv',
      'commons-exec',
      'commons-lang3',
      'commons-math3',
      'commons-text',
    ],
    group: 'org.apache.commons',
    holds: 'org/apache/commons/',
  },
  { artifacts: ['kafka-', 'kafka_2.12', 'kafka_2.13'], group: 'org.apache.kafka', holds: 'org/apache/kafka/' },
  { artifacts: ['lucene-'], group: 'org.apache.lucene', holds: 'org/apache/lucene/' },
  {
    artifacts: [
      'tomcat-api',
      'tomcat-catalina',
      'tomcat-coyote',
      'tomcat-dbcp',
      'tomcat-jasper',
      'tomcat-jasper-el',
      'tomcat-jdbc',
      'tomcat-jni',
      'tomcat-juli',
      'tomcat-util',
      'tomcat-util-scan',
      'tomcat-websocket',
    ],
    group: 'org.apache.tomcat',
    holds: 'org/apache/',
  },
  { artifacts: ['tomcat-embed-'], group: 'org.apache.tomcat.embed', holds: 'org/apache/' },
  {
    artifacts: ['bcmail-', 'bcpg-', 'bcpkix-', 'bcprov-', 'bctls-', 'bcutil-'],
    group: 'org.bouncycastle',
    holds: 'org/bouncycastle/',
  },
  { artifacts: ['ehcache'], group: 'org.ehcache', holds: 'org/ehcache/' },
  { artifacts: ['elasticsearch', 'elasticsearch-'], group: 'org.elasticsearch', holds: 'org/elasticsearch/' },
  { artifacts: ['junit'], group: '=', holds: 'junit/framework/' },
  { artifacts: ['oro'], group: '=', holds: 'org/apache/oro/' },
  {
    artifacts: ['hamcrest', 'hamcrest-all', 'hamcrest-core', 'hamcrest-library'],
    group: 'org.hamcrest',
    holds: 'org/hamcrest/',
  },
  { artifacts: ['kotlin-reflect', 'kotlin-stdlib', 'kotlin-stdlib-'], group: 'org.jetbrains.kotlin', holds: 'kotlin/' },
  { artifacts: ['mockito-core'], group: 'org.mockito', holds: 'org/mockito/' },
  { artifacts: ['scala-compiler', 'scala-library', 'scala-reflect'], group: 'org.scala-lang', holds: 'scala/' },
  {
    artifacts: [
      'spring-aop',
      'spring-aspects',
      'spring-beans',
      'spring-context',
      'spring-context-indexer',
      'spring-context-support',
      'spring-core',
      'spring-expression',
      'spring-instrument',
      'spring-jdbc',
      'spring-jms',
      'spring-messaging',
      'spring-orm',
      'spring-oxm',
      'spring-r2dbc',
      'spring-test',
      'spring-tx',
      'spring-web',
      'spring-webflux',
      'spring-webmvc',
      'spring-websocket',
    ],
    group: 'org.springframework',
    holds: 'org/springframework/',
  },
  { artifacts: ['spring-jcl'], group: 'org.springframework', holds: 'org/apache/commons/logging/' },
  {
    artifacts: ['spring-amqp', 'spring-rabbit'],
    group: 'org.springframework.amqp',
    holds: 'org/springframework/amqp/',
  },
  { artifacts: ['spring-batch-'], group: 'org.springframework.batch', holds: 'org/springframework/batch/' },
  { artifacts: ['spring-boot', 'spring-boot-'], group: 'org.springframework.boot', holds: 'org/springframework/boot/' },
  {
    artifacts: ['spring-integration-'],
    group: 'org.springframework.integration',
    holds: 'org/springframework/integration/',
  },
  { artifacts: ['spring-kafka'], group: 'org.springframework.kafka', holds: 'org/springframework/kafka/' },
  { artifacts: ['spring-ldap-core'], group: 'org.springframework.ldap', holds: 'org/springframework/ldap/' },
  { artifacts: ['spring-security-'], group: 'org.springframework.security', holds: 'org/springframework/security/' },
  { artifacts: ['spring-session-'], group: 'org.springframework.session', holds: 'org/springframework/session/' },
  { artifacts: ['xalan', 'serializer'], group: 'xalan', holds: 'org/apache/xml/serializer/' },
  { artifacts: ['xercesImpl'], group: 'xerces', holds: 'org/apache/xerces/' },
];

/** What Tomcat's distribution calls files that Maven Central has under another name (Apache Tomcat, res/maven/mvn-pub.xml). */
export const TOMCAT_FILES: ReadonlyMap<string, string> = new Map([
  ['catalina', 'tomcat-catalina'],
  ['jasper', 'tomcat-jasper'],
  ['jasper-el', 'tomcat-jasper-el'],
  ['tomcat-api', 'tomcat-api'],
  ['tomcat-coyote', 'tomcat-coyote'],
  ['tomcat-dbcp', 'tomcat-dbcp'],
  ['tomcat-jdbc', 'tomcat-jdbc'],
  ['tomcat-jni', 'tomcat-jni'],
  ['tomcat-juli', 'tomcat-juli'],
  ['tomcat-util', 'tomcat-util'],
  ['tomcat-util-scan', 'tomcat-util-scan'],
  ['tomcat-websocket', 'tomcat-websocket'],
]);

/** The groupId of a well-known artifact, when the jar holds its package; undefined when two rules hold or none. */
export function groupOfArtifact(artifact: string, holdsFolder: (folder: string) => boolean): string | undefined {
  const groups = RULES.filter(
    ({ artifacts, holds }) => artifacts.some((name) => matches(name, artifact)) && holdsFolder(holds),
  ).map(({ group }) => (group === '=' ? artifact : group));
  return groups.length === 1 ? groups[0] : undefined;
}

function matches(name: string, artifact: string): boolean {
  return name.endsWith('-') ? artifact.startsWith(name) : name === artifact;
}
