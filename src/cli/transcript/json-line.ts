/**
 * One line of JSON that is safe to print: JSON.stringify leaves the C1 control characters as they are, and some
 * terminals obey them.
 */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007F-\u009F]/g,
    (unit) => `\\u00${unit.charCodeAt(0).toString(16)}`,
  );
}
