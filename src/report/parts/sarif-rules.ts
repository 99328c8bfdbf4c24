import type { SubjectReport } from '../../model/report.ts';
import type { Vulnerability } from '../../model/vulnerability.ts';
import { escapeText } from './escape.ts';
import { scoreOf } from './flaw-words.ts';
import { compareText } from './order.ts';
import { isWebAddress, pageOf } from './web-address.ts';

/** Readers of SARIF cut descriptions at 1,024 characters. */
const LONGEST = 1024;

/** Foreign text as a SARIF message: one line, nothing that becomes a link (§3.11.6) or a placeholder (§3.11.5). */
export function messageText(text: string): string {
  return escapeText(cut(text), true).replace(/[[\]]/g, '\\$&').replace(/[{}]/g, '$&$&');
}

/** One rule per flaw, sorted by id. */
export function rulesOf(subjects: readonly SubjectReport[]) {
  const flaws = new Map<string, Vulnerability[]>();
  for (const { vulnerabilities } of subjects) {
    for (const flaw of vulnerabilities) {
      const same = flaws.get(flaw.id);
      if (same) same.push(flaw);
      else flaws.set(flaw.id, [flaw]);
    }
  }
  return [...flaws.keys()].sort(compareText).map((id) => ruleOf(id, flaws.get(id)!));
}

function ruleOf(id: string, flaws: readonly Vulnerability[]) {
  const title = flaws.find((flaw) => flaw.title !== undefined)?.title;
  const description = flaws.find((flaw) => flaw.description !== undefined)?.description;
  const short = messageText(title ?? description ?? id);
  const references = flaws.flatMap((flaw) => flaw.references).filter(isWebAddress);
  const score = flaws.reduce<number | undefined>((most, flaw) => larger(most, scoreOf(flaw)), undefined);
  const cwes = flaws.flatMap((flaw) => flaw.cwes).filter((cwe) => /^CWE-\d{1,6}$/.test(cwe));
  return {
    id,
    shortDescription: { text: short },
    fullDescription: { text: description === undefined ? short : messageText(description) },
    helpUri: pageOf(id) ?? [...references].sort(compareText)[0],
    properties: {
      aliases: uniqueOf(flaws.flatMap((flaw) => flaw.aliases)),
      'security-severity': score?.toFixed(1),
      tags: ['security', 'vulnerability', ...uniqueOf(cwes.map((cwe) => `external/cwe/${cwe.toLowerCase()}`))],
    },
  };
}

function larger(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.max(a, b);
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

function uniqueOf(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareText);
}
