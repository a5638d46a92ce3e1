import type { Shape } from './shape';
import { lookUp } from './1-look-up';
import { hub } from './10-hub';
import { wide } from './10-wide';
import { oneBlock } from './11-one-block';
import { sortedList } from './2-sorted-list';
import { citations } from './3-citations';
import { fourHops } from './4-four-hops';
import { reverseFilter } from './5-reverse-filter';
import { groups } from './6-groups';
import { search } from './7-search';
import { path } from './8-path';
import { deepPage } from './9-deep-page';

/** Measured in this order; the mix, which is made of them, comes last. */
export const SHAPES: readonly Shape[] = [lookUp, sortedList, citations, fourHops, reverseFilter, groups, search, path, deepPage, wide, hub, oneBlock];
