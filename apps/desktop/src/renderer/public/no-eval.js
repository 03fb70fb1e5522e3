// The pages' policy forbids code from texts, so the schema library needn't try whether it may: the try alone is a violation.
globalThis.__zod_globalConfig = { jitless: true };
