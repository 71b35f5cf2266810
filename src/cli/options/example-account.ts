/** Values that everybody may know: nothing real is signed with them. */
export const EXAMPLE_ACCOUNT_SID = 'AC0123456789abcdef0123456789abcdef';
export const EXAMPLE_AUTH_TOKEN = '0123456789abcdef0123456789abcdef';
