/** Longest text of a message, in characters (Twilio docs: Message; error dictionary, 14103). */
export const LONGEST_MESSAGE = 1600;

/** Most files of a message (Twilio docs: Message; error dictionary, 21623). */
export const MOST_MEDIA = 10;

/** Most replies to one message (error dictionary, 14109). */
export const MOST_REPLIES = 10;

/** Longest call and recording in seconds: as usual, and where Twilio has enabled more (Twilio docs: Dial, Record). */
export const LONGEST_CALL_S = { usual: 14_400, onRequest: 86_400 } as const;

/** Longest recording that is transcribed, in seconds (Twilio docs: Record, transcribe). */
export const LONGEST_TRANSCRIBED_S = 120;

/** Longest `<break>` of a Polly voice, in seconds (Amazon Polly docs: supported SSML tags). */
export const LONGEST_BREAK_S = 10;
