export const MUSIC = 'http://twimlets.com/holdmusic?Bucket=com.twilio.music.classical';
