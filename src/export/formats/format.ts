import type { Duplex } from 'node:stream';
import type { Shape } from '../shape';
import type { Version } from '../walk';

/** What a file says of itself. A status without a day is that of `askedOn`, in the gazette’s own time. */
export interface Heading extends Version { connection: string; arguments: Record<string, unknown>; askedOn: string; shape: Shape }

/** How rows become the bytes of a file: the steps of a stream that takes one row after the other. */
export interface Format { mediaType: string; steps: (heading: Heading) => Duplex[] }
