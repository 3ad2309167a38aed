/** With whose address a proxy is asked: a scheme, and all up to the path. */
const AUTHORITY = /^[a-z][a-z\d+.-]*:\/\/[^/?#]+/i

/**
 * A request's target without the server it names. A server has to take a whole address too
 * (https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2), but Express reads such a one by other rules
 * than a path, and loses its query where a path has an apostrophe in it.
 *
 * @param target as it stands in the request line
 * @returns the path with the query; a whole address that is none as it was
 */
export function originForm(target: string): string {
  if (!AUTHORITY.test(target) || !URL.canParse(target)) {
    return target
  }
  const rest = target.replace(AUTHORITY, "")
  return rest.startsWith("/") ? rest : `/${rest}`
}
