/** A label of a parcel, as Medusa has it. */
export type ParcelLabel = { trackingNumber: string; trackingUrl: string }

/** What Medusa's admin writes where staff gave no link. */
const NO_LINK = "#"

/** The numbers and links of parcels in their order, each once; without those that nobody gave. */
export function trackingOf(labels: readonly ParcelLabel[]): {
  trackingNumbers: string[]
  trackingUrls: string[]
} {
  return {
    trackingNumbers: eachOnce(
      labels.map(({ trackingNumber }) => trackingNumber)
    ),
    trackingUrls: eachOnce(labels.map(({ trackingUrl }) => trackingUrl)),
  }
}

function eachOnce(texts: readonly string[]): string[] {
  const given = texts
    .map((text) => text.trim())
    .filter((text) => text !== "" && text !== NO_LINK)
  return [...new Set(given)]
}
