import { seededRandom } from "../seeded-random"

/** Choices that a seed decides. */
export class Dice {
  private readonly random: () => number

  constructor(seed: number) {
    this.random = seededRandom(seed)
  }

  /** A whole number from 0 up to, and not, `below`. */
  below(below: number): number {
    return Math.floor(this.random() * below)
  }

  pick<T>(things: readonly [T, ...T[]]): T {
    return things[this.below(things.length)] ?? things[0]
  }

  /** True in so many of a hundred. */
  percent(share: number): boolean {
    return this.random() * 100 < share
  }

  /** So many bytes of anything. */
  bytes(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => this.below(256)))
  }

  /** One of some thousand: who asks too often from one is told to wait. */
  address(): string {
    return `10.${this.below(4)}.${this.below(32)}.${this.below(32)}`
  }
}
