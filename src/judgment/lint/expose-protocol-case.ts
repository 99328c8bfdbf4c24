import type { LintRule } from '../../model/lint.ts';

export const exposeProtocolCase: LintRule = {
  id: 'expose-protocol-case',
  level: 'style',
  title: 'The protocol of EXPOSE has capital letters',
  why: 'Tools that compare the text take 53/UDP and 53/udp for two ports.',
  aliases: ['ExposeProtoCasing'],
  *check({ instructions }) {
    for (const instruction of instructions)
      if (instruction.keyword === 'EXPOSE')
        for (const { value, variables, span } of instruction.words)
          if (variables.length === 0 && /\/[a-z]*[A-Z]\w*$/.test(value)) yield { span, subject: value };
  },
  fix: {
    safety: 'safe',
    summary: 'write the protocol in small letters',
    edits: ({ span }, { source }) => [
      { span, text: source.slice(span.start, span.end).replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) },
    ],
  },
};
