import type { Shape } from './shape';
import { lookUp } from './1-look-up';
import { sortedList } from './2-sorted-list';
import { citations } from './3-citations';
import { fourHops } from './4-four-hops';

export const SHAPES: readonly Shape[] = [lookUp, sortedList, citations, fourHops];
