/**
 * Keeps an answer for a moment, so that asking often costs no more than asking once: who asks while
 * the question is open, or within `keepMs` after the answer came, gets that answer. A failure is
 * kept in the same way.
 *
 * @param now the time in milliseconds; another clock is for tests.
 */
export function keepBriefly<Input, Answer>(
  keepMs: number,
  ask: (input: Input) => Promise<Answer>,
  now: () => number = Date.now
): (input: Input) => Promise<Answer> {
  let kept: Promise<Answer> | null = null
  let keptUntil = Infinity
  const answered = () => {
    keptUntil = now() + keepMs
  }
  return (input) => {
    if (!kept || now() >= keptUntil) {
      keptUntil = Infinity
      kept = ask(input)
      kept.then(answered, answered)
    }
    return kept
  }
}
