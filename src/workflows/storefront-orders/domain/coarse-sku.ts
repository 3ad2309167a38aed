/**
 * A SKU in SQL, so coarsely folded that SKUs which `sameSku` takes for one are equal, and some that
 * it tells apart as well. PostgreSQL and JavaScript change the case of other scripts differently;
 * where only ASCII letters and digits are left, they agree.
 */
export const COARSE_SKU = `upper(regexp_replace(normalize(sku, NFKC), '[^A-Za-z0-9]', '', 'g') COLLATE "C")`

/** The same of a SKU that the storefront names. */
export function coarseSku(sku: string): string {
  return sku
    .normalize("NFKC")
    .replace(/[^A-Za-z0-9]/g, "")
    .toUpperCase()
}
