import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { runHost } from '../../audio/host/host-process.ts';
import { type MakerSettings, makeSounds } from '../../audio/host/maker-thread.ts';

/** The child process that makes and plays sound, and its second thread. */
if (isMainThread) runHost(new URL(import.meta.url));
else if (parentPort) makeSounds(parentPort, workerData as MakerSettings);
