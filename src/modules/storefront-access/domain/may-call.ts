import type { KeyScope } from "../types"

/**
 * What the storefront calls, spelt as Express takes its routes: in any case, with or without a slash
 * at the end, and never decoded. What is not here is not the storefront's.
 */
const STOREFRONT_CALLS: readonly {
  methods: readonly string[]
  path: RegExp
}[] = [
  { methods: ["POST"], path: /^\/admin\/orders\/?$/i },
  {
    methods: ["GET", "HEAD"],
    // A payment's id: no part of Medusa's own order routes looks like one.
    path: /^\/admin\/orders\/storefront\/(pi|cs|spay)_\w{1,250}\/?$/i,
  },
  { methods: ["GET", "HEAD", "POST"], path: /^\/admin\/inventory\/?$/i },
]

/**
 * Whether a key may make a call.
 *
 * @param path as it stands in the address, without the query
 */
export function mayCall(
  scope: KeyScope,
  method: string,
  path: string
): boolean {
  return (
    scope === "staff" ||
    STOREFRONT_CALLS.some(
      (call) => call.methods.includes(method) && call.path.test(path)
    )
  )
}
