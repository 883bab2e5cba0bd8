/** The version of the engine; stands in every assessment. Equal to package.json's (tested). */
export const VERSION = '0.7.0';
