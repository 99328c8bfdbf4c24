import type { Plimsoll } from '../../app/plimsoll.ts';
import type { Report, ReportView } from '../../model/report.ts';
import { filterReport } from '../../report/filter.ts';
import type { OutputFormatId } from '../../report/index.ts';
import type { Session } from './command.ts';
import { gateOf } from './gate.ts';

/** Makes the report of the image, shows what the filters leave of it, and answers the gate. */
export async function showReport(
  session: Session,
  kind: ReportView['kind'],
  usual: OutputFormatId,
  make: (verbs: Plimsoll, image: string) => Promise<Report>,
): Promise<number> {
  // The format is loaded while the image is being read. A wrong one ends the run; then nobody waits for the report.
  const making = make(await session.verbs(), session.operands[0]!);
  making.catch(() => {});
  const answer = await session.answer(kind, usual);
  const report = filterReport(await making, session.config.filter);
  await answer.write([{ kind, report }]);
  const { exitCode, allowUnknown, maxKnowledgeDays } = session.config.gate;
  if (!exitCode) return 0;
  const gate = gateOf(report, allowUnknown, maxKnowledgeDays);
  if (gate.isOpen) return 0;
  session.remark(`gate: no: ${gate.reasons.join(', ')}`);
  if (gate.unknowns.length > 0)
    session.remark(`      what is unknown can be allowed: --allow-unknown=${gate.unknowns.join(',')}`);
  return 2;
}
