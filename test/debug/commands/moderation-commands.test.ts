import { describe, expect, it } from 'vitest';
import { LEG_COMMANDS } from '../../../src/debug/commands/leg-commands.ts';
import type { Session } from '../../../src/debug/session/session.ts';
import { moderationText } from '../../../src/debug/views/story/participant-text.ts';
import { heldCall, until } from '../../support/memory-call.ts';

const command = (words: string) => {
  const found = LEG_COMMANDS.find((one) => one.words === words);
  if (!found) throw new Error(`no command ${words}`);
  return found;
};

async function inConference(): Promise<{ session: Session; told: () => readonly (string | undefined)[] }> {
  const room =
    '<Dial><Conference statusCallback="/status" statusCallbackEvent="mute hold leave">room</Conference></Dial>';
  const { session, asked } = await heldCall({ app: { '/voice': room, '/status': '' } });
  session.move('continue');
  // On the virtual clock nothing but music is left: it holds.
  await until(session, () => session.held?.reason === 'pause');
  return { session, told: () => asked.map(({ params }) => params['StatusCallbackEvent']).filter(Boolean) };
}

describe('moderating a conference', () => {
  it.each([
    ['mute', 'participant-mute'],
    ['hold', 'participant-hold'],
    ['kick', 'participant-leave'],
  ])('%s is told to the conference as %s', async (words, event) => {
    const { session, told } = await inConference();
    expect(command(words).unavailable(session)).toBeNull();
    expect(command(words).run(session)).toBeNull();
    session.move('continue');
    await until(session, () => told().length > 0);
    expect(told()[0]).toBe(event);
    session.close();
  });

  it.each([
    ['mute', 'mute', 'is muted in room'],
    ['hold', 'hold', 'is put on hold in room'],
    ['kick', 'kick', 'is removed from room'],
  ])('%s is an event of its own, once', async (words, does, text) => {
    const { session } = await inConference();
    for (const _ of [1, 2]) if (command(words).unavailable(session) === null) command(words).run(session);
    session.move('continue');
    await until(session, () => session.held !== null || session.over);
    const told = session.journal
      .entries()
      .flatMap(({ event }) => (event.type === 'participant' ? event : []));
    expect(told).toMatchObject([{ does, conference: 'room', url: null, call: session.legs[0]?.sid }]);
    expect(told.map(moderationText)).toEqual([text]);
    session.close();
  });

  it('cannot be done to a leg that is in no conference, and says so', async () => {
    const { session } = await heldCall({ app: { '/voice': '<Pause length="60"/>' } });
    expect(command('mute').unavailable(session)).toMatch(/is in no conference/);
    session.close();
  });
});

describe('a dialled party that refers its caller elsewhere', () => {
  it('wants a SIP address, and a leg that talks', async () => {
    const { session } = await heldCall({ app: { '/voice': '<Dial>+15551230002</Dial>' } });
    expect(command('refer').unavailable(session)).toMatch(/look at a dialled leg/);
    expect(command('refer').run(session, 'bob')).toMatch(/write a SIP address/);
    session.close();
  });
});
