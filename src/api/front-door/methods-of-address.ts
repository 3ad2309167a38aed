/** What of Express 4's router is read here: https://github.com/expressjs/express/blob/4.x/lib/router/layer.js */
export type Router = {
  stack: readonly {
    match: (path: string) => boolean
    route?: { methods: Readonly<Record<string, boolean>> }
  }[]
}

/** Express's name for what answers every method. */
const ANY = "_all"

/**
 * The methods that an address has, in capitals and sorted: those that Express would name to
 * `OPTIONS`. What is mounted under a path, such as the dashboard, keeps its methods to itself.
 *
 * @param path without its query; one that can be decoded
 */
export function methodsOfAddress({ stack }: Router, path: string): string[] {
  const methods = new Set(
    stack
      .filter((layer) => layer.route && layer.match(path))
      .flatMap(({ route }) => Object.keys(route?.methods ?? {}))
      .filter((method) => method !== ANY)
      .map((method) => method.toUpperCase())
  )
  if (methods.has("GET")) {
    methods.add("HEAD")
  }
  return [...methods].sort()
}
