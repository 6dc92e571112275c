# Lays out what the manager installs and writes its manifest: every file with its place in the game folder,
# size and SHA-256. Stops when an allocator is not the one pinned.
#   cmake -DPLUGIN=... -DALLOCATORS=... -DVERSION=... -DOUTPUT=... -P payload.cmake
include(${CMAKE_CURRENT_LIST_DIR}/pins.cmake)

function(check_pin file size sha256)
  file(SIZE ${file} actual_size)
  file(SHA256 ${file} actual_sha256)
  if(NOT actual_size EQUAL size OR NOT actual_sha256 STREQUAL sha256)
    message(FATAL_ERROR "${file} is not the pinned allocator: ${actual_size} bytes, SHA-256 ${actual_sha256}, "
                        "expected ${size} bytes, ${sha256}")
  endif()
endfunction()

check_pin(${ALLOCATORS}/${MEMORYPOOL_RPMALLOC_SOURCE} ${MEMORYPOOL_RPMALLOC_SIZE} ${MEMORYPOOL_RPMALLOC_SHA256})
check_pin(${ALLOCATORS}/${MEMORYPOOL_JEMALLOC_SOURCE} ${MEMORYPOOL_JEMALLOC_SIZE} ${MEMORYPOOL_JEMALLOC_SHA256})

set(entries "")
function(add_file source name target)
  file(MAKE_DIRECTORY ${OUTPUT})
  configure_file(${source} ${OUTPUT}/${name} COPYONLY)
  file(SIZE ${source} size)
  file(SHA256 ${source} sha256)
  if(entries)
    string(APPEND entries ",\n")
  endif()
  string(APPEND entries
    "    {\"resource\": \"${name}\", \"target\": \"${target}\", \"size\": ${size}, \"sha256\": \"${sha256}\"}")
  set(entries "${entries}" PARENT_SCOPE)
endfunction()

add_file(${PLUGIN} MemoryPoolNVSE.dll Data/NVSE/Plugins/MemoryPoolNVSE.dll)
add_file(${ALLOCATORS}/${MEMORYPOOL_RPMALLOC_SOURCE} rpmalloc.dll Data/NVSE/Plugins/MemoryPoolNVSE/rpmalloc.dll)
add_file(${ALLOCATORS}/${MEMORYPOOL_JEMALLOC_SOURCE} jemalloc.dll Data/NVSE/Plugins/MemoryPoolNVSE/jemalloc.dll)

file(CONFIGURE OUTPUT ${OUTPUT}/manifest.json @ONLY CONTENT
"{
  \"schema\": 1,
  \"version\": \"${VERSION}\",
  \"files\": [
${entries}
  ]
}
")
