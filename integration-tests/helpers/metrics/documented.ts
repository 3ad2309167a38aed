/** The metrics that a page has a line of a table for: the name in its first column. */
export function documentedIn(page: string): string[] {
  return [...page.matchAll(/^\| `(storefront_\w+)/gm)].map(
    ([, name = ""]) => name
  )
}

/** The names of metrics in the expressions of a file of rules for Prometheus, each once. */
export function namesIn(rules: string): string[] {
  const code = rules.replace(/^\s*(?:#|summary:).*$/gm, "")
  return [...new Set(code.match(/\b(?:storefront|process|nodejs)_\w+/g) ?? [])]
}

/** The alerts of a file of rules: each with its lines. */
export function alertsIn(rules: string): { name: string; body: string }[] {
  return rules
    .split(/^\s*- alert: /m)
    .slice(1)
    .map((body) => ({ name: /^\w+/.exec(body)?.[0] ?? "", body }))
}
