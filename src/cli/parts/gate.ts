import type { Report, SubjectReport } from '../../model/report.ts';

export interface Gate {
  readonly isOpen: boolean;
  /** Why not, in words. */
  readonly reasons: readonly string[];
}

/** Whether nothing in the report speaks against the image. What was not read or could not be decided does, unless it is allowed. */
export function gateOf({ subjects }: Report, allowUnknown: boolean): Gate {
  const count = (of: (subject: SubjectReport) => number) => subjects.reduce((sum, subject) => sum + of(subject), 0);
  const flaws = count(({ vulnerabilities }) => vulnerabilities.filter((flaw) => !flaw.suppressed).length);
  const undecided = count((subject) => subject.undecided.length);
  const blind = count((subject) => subject.diagnostics.filter(({ severity }) => severity !== 'info').length);
  const unread = count(({ inventory }) => (inventory.complete ? 0 : 1));
  const reasons: string[] = [];
  if (flaws > 0) reasons.push(flaws === 1 ? '1 vulnerability' : `${flaws} vulnerabilities`);
  if (!allowUnknown) {
    if (undecided > 0) reasons.push(`${undecided} undecided`);
    if (blind > 0) reasons.push('packages that nothing is known about');
    if (unread > 0) reasons.push('layers that were not read whole');
  }
  return { isOpen: reasons.length === 0, reasons };
}
