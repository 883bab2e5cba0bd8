const IDENTITY_NUMBER =
  /^(?:\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]\w{0,4}|\d{8}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})$/;

/** Whether a household number, or what stands where a name should, could be the identity number of a person. */
export const looksLikeIdentityNumber = (text: string): boolean => IDENTITY_NUMBER.test(text.trim());
