#include "sites.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

const probe_site probe_sites[] = {
    {0x00401190, "55"},
    {0x00866770, "55"},
    {0x00866A90, "55 8B EC 83 EC 0C 56 89 4D F8 8B 45 10 C6 00 01"},
    {0x00866D10, "55"},
    {0x00866E00, "55"},
    {0x00866E9F, "68 00 00 80 0C"},
    {0x00866F88, "68 00 00 00 04"},
    {0x0086B3E3, "E8 68 32 00 00"},
    {0x0086C56F, "E8 CC 61 23 00"},
    {0x0086EED4, "75 13"},
    {0x00AA3060, "E8 BB EF FF FF"},
    {0x00AA38CA, "8B 45 A4 05 14 01 00 00 89 45 A8 6A 25 8B 4D A8 E8 01 0F 00 00 8B 4D A8 C7 01 F8 25 0A 01"},
    {0x00AA3E40, "55 8B EC 83 EC 3C 89 4D D0 8B 45 D0 0F B6 08 85 C9 75 13 6A 00 8B 55 08"},
    {0x00AA4060, "55 8B EC 83 EC 14 89 4D F0 83 7D 08 00 75 05 E9 D2 00 00 00"},
    {0x00AA4150, "55 8B EC 83 EC 10 89 4D F0 C7 45 FC 00 00 00 00 8B 45 08 50"},
    {0x00AA41D9, "C2 08 00"},
    {0x00AA4200, "55 8B EC 83 EC 10 89 4D F0 C7 45 FC 00 00 00 00 8B 45 08 50"},
    {0x00AA4289, "C2 14 00"},
    {0x00AA42E0, "55 8B EC 6A FF 68 9B EC F1 00 64 A1"},
    {0x00AA44C0, "55 8B EC 83 EC 18 89 4D EC 8B 45 08 C1 E8 18 8B 0C 85 B8 63 1F 01"},
    {0x00AA53F0, "55 8B EC 51 89 4D FC 68 00 00 01 00"},
    {0x00AA5410, "55 8B EC 83 EC 08 89 4D FC 8B 45 08 25 FF FF 00 00"},
    {0x00AA5460, "55 8B EC 83 EC 0C 89 4D F4 8B 45 F4"},
    {0x00AA54A0, "55 8B EC 83 EC 34 89 4D D0 C7 45 FC"},
    {0x00AA55D2, "C2 08 00"},
    {0x00AA5610, "55 8B EC 83 EC 1C 89 4D E4 83 7D 08 00 75 05 E9 E5 00 00 00"},
    {0x00AA58D0, "55"},
    {0x00AA5C80, "55"},
    {0x00AA5ED0, "68 00 00 80 00"},
    {0x00AA6840, "55"},
    {0x00AA6F90, "55"},
    {0x00AA7030, "55"},
    {0x00AA7290, "55"},
    {0x00AA7300, "55"},
    {0x00C42EB1, "E8 8A F8 E5 FF"},
    {0x00EC1701, "E8 3A 10 BE FF"},
    {0x00ECC3CB, "E8 9A 17 01 00"},
    {0x00ECC46B, "E8"}, /* its target is the loader's by now */
    {0x00ECCF5D, "6A 10 68 D0 FE 17 01 E8"},
    {0x00ECD1C7, "8B FF 55 8B EC 56 8B 75 08 83 FE E0 0F 87 A1 00 00 00 53 57"},
    {0x00ECD291, "6A 0C 68 10 FF 17 01 E8"},
    {0x00ECD31F, "6A 10 68 30 FF 17 01 E8"},
    {0x00ED0CDF, "8B FF 55 8B EC 56 57 33 F6 FF 75 08 E8"},
    {0x00ED0D24, "8B FF 55 8B EC 56 57 33 F6 6A 00 FF 75 0C"},
    {0x00ED0D70, "8B FF 55 8B EC 56 57 33 F6 FF 75 0C FF 75 08 E8"},
    {0x00ED0DBE, "8B FF 55 8B EC 56 57 33 F6 FF 75 10"},
    {0x00EDDD7D, "8B FF 55 8B EC 51 83 65 FC 00 56 8D 45 FC 50"},
    {0x00EE1700, "8B FF 55 8B EC 8B 4D 0C 53 33 DB"},
    {0x00FDF4C4, "A0 66 FB 00"},
};
const unsigned probe_site_count = COUNT(probe_sites);

#define ALLOC 0x00FDF114
#define FREE  0x00FDF10C

const probe_pager probe_pagers[] = {
    {0x009FB170, 68, FREE},   {0x009FCC60, 340, ALLOC}, {0x00AA5E30, 88, ALLOC},  {0x00AA5E90, 38, FREE},
    {0x00AA5EC0, 111, ALLOC}, {0x00AA5F30, 30, FREE},   {0x00AA65B0, 86, ALLOC},  {0x00AA6610, 60, ALLOC},
    {0x00AA6650, 48, FREE},   {0x00AA6680, 32, FREE},   {0x00AA79A0, 135, ALLOC}, {0x00AA7A30, 30, FREE},
    {0x00AA7A50, 93, ALLOC},  {0x00AA7AB0, 110, FREE},  {0x00AA7D60, 185, FREE},  {0x00AA8F50, 2057, ALLOC},
    {0x00EDE263, 790, FREE},
};
const unsigned probe_pager_count = COUNT(probe_pagers);

const probe_budget probe_budgets[] = {
    {0x00F3DE10, 5242880, 0x011C5BBC, "uGeometryMemory:BudgetCaps"},
    {0x00F3DE40, 20971520, 0x011C5B5C, "uTextureMemory:BudgetCaps"},
    {0x00F3DE70, 5242880, 0x011C5C50, "uWaterMemory:BudgetCaps"},
    {0x00F3E110, 10485760, 0x011C5C80, "uGeometryMemoryInterior:BudgetCaps"},
    {0x00F3E140, 104857600, 0x011C5C60, "uTextureMemoryInterior:BudgetCaps"},
    {0x00F3E170, 10485760, 0x011C5A4C, "uWaterMemoryInterior:BudgetCaps"},
    {0x00F3E500, 185597952, 0x011C5B20, "uLoadedAreaNonActorMemoryBudgetCap:BudgetCaps"},
    {0x00F3E530, 20971520, 0x011C5AE0, "uWastelandLODBudgetAdjustment:BudgetCaps"},
    {0x00F3E560, 5242880, 0x011C5C04, "uCityLODBudgetAdjustment:BudgetCaps"},
    {0x00F3E590, 10485760, 0x011C59E0, "uActorMemoryBudgetCap:BudgetCaps"},
};
const unsigned probe_budget_count = COUNT(probe_budgets);

#define KERNEL "kernel32.dll"
#define USER   "user32.dll"

const probe_slot probe_slots[] = {
    {0x00FDF054, KERNEL, "InitializeCriticalSection"},
    {0x00FDF058, KERNEL, "DeleteCriticalSection"},
    {0x00FDF05C, KERNEL, "EnterCriticalSection"},
    {0x00FDF060, KERNEL, "GetTickCount"},
    {0x00FDF0A0, KERNEL, "QueryPerformanceCounter"},
    {0x00FDF0B0, KERNEL, "LoadLibraryA"},
    {0x00FDF100, KERNEL, "LeaveCriticalSection"},
    {0x00FDF104, KERNEL, "Sleep"},
    {FREE, KERNEL, "VirtualFree"},
    {ALLOC, KERNEL, "VirtualAlloc"},
    {0x00FDF130, KERNEL, "InitializeCriticalSectionAndSpinCount"},
    {0x00FDF19C, KERNEL, "HeapReAlloc"},
    {0x00FDF1A0, KERNEL, "HeapAlloc"},
    {0x00FDF1A4, KERNEL, "HeapFree"},
    {0x00FDF1A8, KERNEL, "HeapSize"},
    {0x00FDF1B0, KERNEL, "TryEnterCriticalSection"},
    {0x00FDF254, KERNEL, "HeapCreate"},
    {0x00FDF294, USER, "DispatchMessageA"},
    {0x00FDF2B8, USER, "CreateWindowExA"},
};
const unsigned probe_slot_count = COUNT(probe_slots);
