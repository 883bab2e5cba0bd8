/** A script in ASCII only: in its texts and patterns every other character is written `\uXXXX`. */
export const asciiText = (script: string): string =>
  script.replace(
    /[^\t\n\r -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
