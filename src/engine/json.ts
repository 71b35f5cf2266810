/** Plain data: what a state may hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
