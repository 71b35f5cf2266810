/** Words that a profanity filter masks: a few, for trying it out. */
const PROFANE =
  /^(asshole|bastard|bitch|bullshit|crap|cunt|damn|dick|fuck|fucked|fucker|fucking|piss|pissed|shit|shitty|slut|whore)$/i;

/** A word as a filtered transcript has it: all but the first letter masked (as the recognisers do it). */
export function masked(word: string): string {
  return word.replace(/\p{L}+/gu, (letters) =>
    PROFANE.test(letters) ? letters.slice(0, 1) + '*'.repeat(letters.length - 1) : letters,
  );
}
