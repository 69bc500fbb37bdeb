/**
 * Runs `count` works with `width` of them at the same time, and returns what they returned. The width is the number of
 * connections: a thousand works on ten connections race no harder, they only wait for the pool.
 */
export async function race<T>(count: number, width: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const runners = Array.from({ length: Math.min(width, count) }, async () => {
    while (next < count) {
      const index = next
      next += 1
      results[index] = await work(index)
    }
  })
  await Promise.all(runners)
  return results
}
