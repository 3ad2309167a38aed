import { readEnvironment } from "./env"

/** The secrets that the storefront's calls are signed with; none: calls need no signature. */
export function storefrontSigningSecrets(): readonly string[] {
  return readEnvironment(process.env).STOREFRONT_SIGNING_SECRETS
}
