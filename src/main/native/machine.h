/* What the machine offers and the plugin only tells: nothing here changes anything. */
#ifndef MEMORYPOOL_MACHINE_H
#define MEMORYPOOL_MACHINE_H

/* Sets the property "largePages" and logs it: size and whether this account may use them. Main thread. */
void mp_machine_report(void);

#endif
