import { defineVerb } from '../../../engine/turn/behaviour.ts';

/** Skips an element that is no verb of a fax, as Twilio skips unknown verbs elsewhere (error dictionary, 12200). */
export const unknown = defineVerb<null>({
  enter(verb) {
    const message = `<${verb.element.name}> is no verb of a fax; it is passed over`;
    verb.report({ code: 12200, level: 'warning', message, help: 'answer a fax with <Receive> or <Reject>' });
    return { type: 'next' };
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});
