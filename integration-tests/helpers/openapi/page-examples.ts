/** A call as the page shows it, and the answer that it promises. */
export type Example = {
  /** The words of the shell, without `curl`. */
  words: string[]
  status: number
  answer: unknown
}

const EXAMPLE =
  /```sh\ncurl ([\s\S]*?)\n```\n\nAnswers `(\d{3})`:\n\n```json\n([\s\S]*?)\n```/g

/** Every `curl` of a page that a promised answer follows. */
export function examplesIn(page: string): Example[] {
  return [...page.matchAll(EXAMPLE)].map(
    ([, command = "", status = "", answer = ""]) => ({
      words: wordsOf(command),
      status: Number(status),
      answer: JSON.parse(answer) as unknown,
    })
  )
}

/** As a shell splits a line: by spaces, but for what is in quotes. */
function wordsOf(command: string): string[] {
  const line = command.replace(/\\\n/g, " ")
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? ""
  )
}

/** The request that `curl` would make of the words. @throws Error for an option that it does not know */
export function requestOf(
  words: readonly string[],
  variables: Record<string, string>
): { url: string; init: RequestInit } {
  const headers = new Headers()
  let url = ""
  let method: string | undefined
  let body: string | undefined
  const rest = words.map((word) =>
    word.replace(/\$(\w+)/g, (_, name: string) => variables[name] ?? "")
  )
  while (rest.length > 0) {
    const word = rest.shift() ?? ""
    if (word === "-X") {
      method = rest.shift()
    } else if (word === "-d") {
      body = rest.shift()
    } else if (word === "-H") {
      const [, name = "", value = ""] =
        /^([^:]+): (.*)$/.exec(rest.shift() ?? "") ?? []
      headers.set(name, value)
    } else if (word.startsWith("-")) {
      throw new Error(`The page uses ${word}, which its test does not know`)
    } else {
      url = word
    }
  }
  return { url, init: { method: method ?? "GET", headers, body: body ?? null } }
}

/** Where an answer has not what the page promises: a field that is missing, or of another type. */
export function missingIn(
  promised: unknown,
  answer: unknown,
  path = ""
): string[] {
  if (Array.isArray(promised)) {
    const [first] = promised as unknown[]
    return Array.isArray(answer) && answer.length > 0
      ? missingIn(first, answer[0], `${path}[0]`)
      : [`${path} is no list with something in it`]
  }
  if (typeof promised === "object" && promised !== null) {
    return typeof answer === "object" && answer !== null
      ? Object.entries(promised).flatMap(([key, value]) =>
          missingIn(value, Reflect.get(answer, key), `${path}.${key}`)
        )
      : [`${path} is no object`]
  }
  return typeof answer === typeof promised
    ? []
    : [`${path} is ${typeof answer}, not ${typeof promised}`]
}
