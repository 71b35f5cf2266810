import { METHOD } from './common-attributes.ts';
import type { ElementTable } from './element-spec.ts';

/** The elements of a fax document; the product is retired (typings of the helper library: FaxResponse). */
export const FAX: ElementTable = {
  Response: { kind: 'root', parents: [], simulated: true, attributes: {} },
  Receive: {
    kind: 'verb',
    parents: ['Response'],
    deprecated: 'Programmable Fax is retired',
    simulated: 'transmission takes 5 s, and 30 s for each page',
    traits: { tells: ['FaxStatus', 'NumPages'] },
    attributes: {
      action: { type: 'url', simulated: true },
      method: { ...METHOD, simulated: true },
      mediaType: {
        type: 'enum',
        enum: ['application/pdf', 'image/tiff'],
        default: 'application/pdf',
        simulated: 'the document stays what it is',
      },
      pageSize: {
        type: 'enum',
        enum: ['letter', 'legal', 'a4'],
        simulated: 'pages stay as large as they are',
      },
      storeMedia: {
        type: 'boolean',
        default: true,
        simulated: 'the request of action is not sent with the document in it',
      },
    },
  },
};
