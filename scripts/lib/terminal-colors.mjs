// @ts-check
import pc from "picocolors"

/**
 * Colours for a terminal, none elsewhere. picocolors alone would also colour a
 * log file where the variable CI is set.
 * @param {{ isTTY?: boolean }} stream
 */
export const colorsFor = (stream) =>
  pc.createColors(stream.isTTY === true && pc.isColorSupported)
