import type { Result, ShapeResult } from './row';

/** Those that the peer can answer: the geometric mean runs over them. */
const COMPARED = ['1', '2', '3', '4', '5', '7', '9', '10wide', '10hub', '11'];

export function ratioToPeer({ measured }: ShapeResult, of: 'ours' | 'hot' | 'raw'): number | null {
  const [one, peer] = [measured[of], measured.peer];
  return one && peer && peer.rate > 0 ? one.rate / peer.rate : null;
}

export interface Summary { cold: number; worst: number; hot: number }

/** Over every compared shape of these results; NaN when the peer answered none of them. */
export function summary(results: readonly Result[]): Summary {
  const shapes = results.flatMap((result) => result.shapes).filter(({ shape }) => COMPARED.includes(shape));
  const [cold, hot] = [ratios(shapes, 'ours'), ratios(shapes, 'hot')];
  return { cold: geometricMean(cold), worst: cold.length === 0 ? NaN : Math.min(...cold), hot: geometricMean(hot) };
}

export const lineOf = ({ cold, worst, hot }: Summary): string => `cold geomean ${cold.toFixed(2)} worst ${worst.toFixed(2)} hot ${hot.toFixed(2)}`;

const ratios = (shapes: readonly ShapeResult[], of: 'ours' | 'hot'): number[] => shapes.map((shape) => ratioToPeer(shape, of)).filter((ratio) => ratio !== null);
const geometricMean = (values: readonly number[]): number => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
