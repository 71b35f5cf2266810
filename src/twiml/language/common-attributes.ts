import type { AttributeSpec } from './element-spec.ts';

/** How a URL is asked for. */
export const METHOD: AttributeSpec = { type: 'enum', enum: ['GET', 'POST'], default: 'POST' };

/** Which events of a recording are told; the error dictionary (13621) also names one called failed. */
export const RECORDING_EVENTS: AttributeSpec = {
  type: 'enumList',
  enum: ['in-progress', 'completed', 'absent'],
  default: 'completed',
};
