import en from "./en.json"

/** Medusa's admin merges these with its own; a language that is missing here falls back to English. */
export default { en: { translation: en } }
