# The allocator binaries we ship, as published (docs/decisions/0002): name in our payload, path inside the
# unpacked artifact, size in bytes, SHA-256. The build stops on any other bytes, and the plugin checks the
# same hashes before it loads one.
set(MEMORYPOOL_RPMALLOC_SOURCE windows/x86/org/lwjgl/rpmalloc/lwjgl_rpmalloc.dll)
set(MEMORYPOOL_RPMALLOC_SIZE   100352)
set(MEMORYPOOL_RPMALLOC_SHA256 6c5e278e568dca56ae52d18531cbe66423f42122fe8f9e026e11b5fa98205295)
set(MEMORYPOOL_JEMALLOC_SOURCE windows/x86/org/lwjgl/jemalloc/jemalloc.dll)
set(MEMORYPOOL_JEMALLOC_SIZE   343552)
set(MEMORYPOOL_JEMALLOC_SHA256 49371190994511e74c750d7df886d88484e3b39e11889dc3ff7c1cbdc0098bc1)
