; The Windows installer: for one user, without administrator rights. makensis runs inside the application image:
;   makensis -NOCD -DVERSION=1.0.0 -DLISTS=<folder of file-list.sh> -DICON=<.ico> -DOUTPUT=<.exe> MemoryPoolNVSE.nsi
; Silent: /S, with /D=folder last. Silent uninstall: /S, with /SESSIONS also the recorded sessions and settings.
; Neither touches a game folder: that is the manager's work, whose undo is exact.
Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh

!define NAME MemoryPoolNVSE
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define DATA "$LOCALAPPDATA\${NAME}"

Name "${NAME} ${VERSION}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" InstallLocation
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Installer of ${NAME}"
VIAddVersionKey LegalCopyright "MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${NAME}.exe"
!insertmacro MUI_PAGE_LICENSE LICENSE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_PAGE_CUSTOMFUNCTION_PRE un.remindOfGames
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE German

LangString RUNNING ${LANG_ENGLISH} "${NAME} is running. Close it, then press Retry."
LangString RUNNING ${LANG_GERMAN} "${NAME} läuft. Bitte schließen und dann auf Wiederholen drücken."
LangString GAME_FOLDER ${LANG_ENGLISH} "This is a game folder. Choose another."
LangString GAME_FOLDER ${LANG_GERMAN} "Das ist ein Spielordner. Bitte einen anderen wählen."
LangString GAMES ${LANG_ENGLISH} "This removes the manager only. A plugin that is in a game folder stays there: to take it out, cancel, open the manager and press Uninstall first.$\r$\n$\r$\nRemove the manager now?"
LangString GAMES ${LANG_GERMAN} "Dies entfernt nur den Manager. Ein Plugin in einem Spielordner bleibt dort: um es herauszunehmen, hier abbrechen und zuerst im Manager auf Deinstallieren drücken.$\r$\n$\r$\nDen Manager jetzt entfernen?"
LangString PROGRAM ${LANG_ENGLISH} "The manager"
LangString PROGRAM ${LANG_GERMAN} "Der Manager"
LangString SESSIONS ${LANG_ENGLISH} "Recorded sessions and settings"
LangString SESSIONS ${LANG_GERMAN} "Aufgezeichnete Sitzungen und Einstellungen"

; A running program's file cannot be opened for writing.
!macro WAIT_UNTIL_CLOSED
  waiting:
  ${If} ${FileExists} "$INSTDIR\${NAME}.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\${NAME}.exe" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY waiting
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function .onVerifyInstDir
  ${If} ${FileExists} "$INSTDIR\FalloutNV.exe"
    Abort
  ${EndIf}
FunctionEnd

Section "$(PROGRAM)"
  SetShellVarContext current
  !insertmacro WAIT_UNTIL_CLOSED
  ${If} ${FileExists} "$INSTDIR\FalloutNV.exe"
    SetErrorLevel 2
    Abort "$(GAME_FOLDER)"
  ${EndIf}
  ; An older version may hold files this one does not, and be elsewhere: it removes its own.
  ReadRegStr $1 HKCU "${UNINSTALL_KEY}" InstallLocation
  ${If} $1 != ""
  ${AndIf} ${FileExists} "$1\Uninstall.exe"
    ExecWait '"$1\Uninstall.exe" /S _?=$1' $2
    ${If} $2 <> 0
      SetErrorLevel 2
      Abort "$(RUNNING)"
    ${EndIf}
    Delete "$1\Uninstall.exe"
    RMDir "$1"
  ${EndIf}
  ClearErrors
  !include "${LISTS}/install.nsh"
  SetOutPath "$INSTDIR"
  ${If} ${Errors}
    SetErrorLevel 2
    Abort
  ${EndIf}
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${NAME}.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" DisplayName "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" DisplayVersion "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" DisplayIcon "$INSTDIR\${NAME}.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" Publisher "${NAME} contributors"
  WriteRegStr HKCU "${UNINSTALL_KEY}" InstallLocation "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" UninstallString '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" QuietUninstallString '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" NoModify 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" NoRepair 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" EstimatedSize $0
SectionEnd

Section "un.$(PROGRAM)"
  SectionIn RO
  SetShellVarContext current
  !insertmacro WAIT_UNTIL_CLOSED
  !include "${LISTS}/uninstall.nsh"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
SectionEnd

; The journals stay in any case: a later manager needs them to take a plugin out to the byte.
Section /o "un.$(SESSIONS)" REMOVE_SESSIONS
  RMDir /r "${DATA}\sessions"
  Delete "${DATA}\window.json"
  Delete "${DATA}\folders.txt"
  RMDir "${DATA}"
SectionEnd

Function un.onInit
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/SESSIONS" $1
  ${IfNot} ${Errors}
    SectionGetFlags ${REMOVE_SESSIONS} $0
    IntOp $0 $0 | ${SF_SELECTED}
    SectionSetFlags ${REMOVE_SESSIONS} $0
  ${EndIf}
FunctionEnd

Function un.remindOfGames
  MessageBox MB_OKCANCEL|MB_ICONINFORMATION "$(GAMES)" IDOK +2
  Quit
FunctionEnd
