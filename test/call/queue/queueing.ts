/** What is heard where no waitUrl is given. */
export const MUSIC = 'http://twimlets.com/holdmusic?Bucket=com.twilio.music.classical';
