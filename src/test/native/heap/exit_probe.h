#ifndef MEMORYPOOL_TEST_EXIT_PROBE_H
#define MEMORYPOOL_TEST_EXIT_PROBE_H

#if defined(exit_probe_EXPORTS)
#define EXIT_PROBE __declspec(dllexport)
#else
#define EXIT_PROBE __declspec(dllimport)
#endif

/* function is called on the thread that ends the process, from DllMain. */
EXIT_PROBE void exit_probe_call(void (*function)(void));

#endif
