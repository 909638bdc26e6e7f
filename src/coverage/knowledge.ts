// What coverage asks of the knowledge about log sources; tests give a small one of their own.
import { loadOperations } from '../knowledge/aws/operations.ts';
import { loadService } from '../knowledge/aws/service.ts';
import { skeletonRecord } from '../knowledge/aws/skeleton.ts';
import type {
  JsonObject,
  OperationFacts,
  Operations,
  Service,
  SkeletonOptions,
} from '../knowledge/aws/types.ts';

export interface CoverageKnowledge {
  operations(): Promise<Operations>;
  /** Null where nothing is known of the source's requests. */
  service(eventSource: string): Promise<Service | null>;
  skeleton(facts: OperationFacts, options: SkeletonOptions): Promise<JsonObject>;
}

export const knowledge: CoverageKnowledge = {
  operations: loadOperations,
  service: loadService,
  skeleton: async (facts, options) => skeletonRecord(facts, await loadService(facts.eventSource), options),
};
