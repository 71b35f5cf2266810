import type { ElementTable } from './element-spec.ts';
import { CONFERENCE } from './voice/conference.ts';
import { CONNECT } from './voice/connect.ts';
import { CONVERSATION_RELAY } from './voice/conversation-relay.ts';
import { DIAL } from './voice/dial.ts';
import { GATHER } from './voice/gather.ts';
import { LEAVING } from './voice/leaving.ts';
import { PARAMETERS } from './voice/parameters.ts';
import { PAY } from './voice/pay.ts';
import { PHONES } from './voice/phones.ts';
import { QUEUE } from './voice/queue.ts';
import { RECORD } from './voice/record.ts';
import { SMS } from './voice/sms.ts';
import { SOUND } from './voice/sound.ts';
import { SSML } from './voice/ssml.ts';
import { START } from './voice/start.ts';

/** Every element of TwiML for voice; findings, help and the documentation list them in this order. */
export const VOICE: ElementTable = {
  Response: {
    kind: 'root',
    parents: [],
    misplacedText: 'put the text into <Say>',
    simulated: true,
    attributes: {},
  },
  ...SOUND,
  ...GATHER,
  ...RECORD,
  ...DIAL,
  ...PHONES,
  ...CONFERENCE,
  ...QUEUE,
  ...LEAVING,
  ...PAY,
  ...SMS,
  ...CONVERSATION_RELAY,
  ...START,
  ...CONNECT,
  ...PARAMETERS,
  ...SSML,
};
