/** A text that was copied: it is shown without anything around it, for terminals without a clipboard. */
export interface CopiedText {
  /** As in `the curl command`. */
  readonly what: string;
  readonly text: string;
  /** It was handed to the terminal's clipboard; a text can be too long for that. */
  readonly handed: boolean;
}
