/** Throws that a seed decides. */
export class Dice {
  constructor(private readonly random: () => number) {}

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1))
  }

  /** True so many times out of a hundred. */
  percent(chance: number): boolean {
    return this.random() * 100 < chance
  }

  /** @throws Error where there is nothing to pick from */
  pick<T>(things: readonly T[]): T {
    const thing = things[Math.floor(this.random() * things.length)]
    if (thing === undefined) {
      throw new Error("Nothing to pick from")
    }
    return thing
  }

  /** Some different ones. */
  some<T>(things: readonly T[], count: number): T[] {
    return [...new Set(Array.from({ length: count }, () => this.pick(things)))]
  }

  /** One of several, as often as its weight says. */
  weighted<T extends { weight: number }>(things: readonly T[]): T {
    const sum = things.reduce((total, { weight }) => total + weight, 0)
    let left = this.random() * sum
    return (
      things.find(({ weight }) => (left -= weight) < 0) ?? this.pick(things)
    )
  }
}
