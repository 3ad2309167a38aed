/**
 * A key as Medusa shows it to staff, and finds it: `sk_0a1***f2c`. See
 * https://docs.medusajs.com/resources/commerce-modules/api-key/concepts
 */
export function redactKey(token: string): string {
  return `${token.slice(0, 6)}***${token.slice(-3)}`
}
