import { typedLabelRule } from './parts/labels.ts';

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

export const labelTime = typedLabelRule({
  id: 'label-time',
  type: 'rfc3339',
  title: 'The label is no time as RFC 3339 has it',
  why: 'Tools that sort images by this label cannot read it: 2026-01-31T12:00:00Z is the form.',
  aliases: ['DL3053'],
  complaint: 'is no time as RFC 3339 has it',
  isValid(value) {
    const [year, month, day, hour, minute, second] = (DATE_TIME.exec(value)?.slice(1) ?? []).map(Number);
    if (year === undefined || month! < 1 || month! > 12 || day! < 1 || hour! > 23 || minute! > 59 || second! > 60)
      return false;
    const date = new Date(Date.UTC(2000, 0, 1));
    date.setUTCFullYear(year, month, 0);
    return day! <= date.getUTCDate();
  },
});
