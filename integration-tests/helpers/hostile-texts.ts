/** What an attacker writes where a name is asked for; each does something somewhere. */
export const HOSTILE = [
  "'; DROP TABLE stripe_event; --",
  "$$; SELECT pg_sleep(10); $$ {0} %s ${1} {{7*7}}",
  `<script>document.title="run"</script><img src=x onerror="document.title='run'">`,
  "a\r\nSet-Cookie: planted=1\r\n\r\n<html>",
  "../../../../etc/passwd\\..\\..%2e%2e%2f",
  '{"__proto__":{"admin":true}}',
] as const

/** The one that a page would run. */
export const HOSTILE_PAGE = HOSTILE[2]
