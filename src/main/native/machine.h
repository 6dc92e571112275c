/* What the machine offers and the plugin only tells: nothing here changes anything. */
#ifndef MEMORYPOOL_MACHINE_H
#define MEMORYPOOL_MACHINE_H

/* Sets the properties "address.limit" (what the system lets this process address) and "largePages" (size
 * and whether this account may use them), and logs both; the manager reads the former's line. Main thread. */
void mp_machine_report(void);

#endif
