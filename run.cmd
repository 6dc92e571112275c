@echo off
rem Builds when nothing is built yet, then opens the manager; with arguments runs a command (run --help).
rem Needs a JDK 25 or newer and, to build, Maven, CMake, Ninja and i686-w64-mingw32-gcc on the PATH (MSYS2 has them).
setlocal
cd /d "%~dp0"
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java.exe")
"%JAVA%" -version >nul 2>&1 || (
  echo MemoryPoolNVSE needs a JDK 25 or newer; install one, for example Temurin 25 from adoptium.net, or set JAVA_HOME.
  exit /b 1
)
if not exist target\classpath.txt (
  echo Building MemoryPoolNVSE...
  call mvn -B -q -DskipTests package || exit /b 1
)
set /p LIBRARIES=<target\classpath.txt
"%JAVA%" --enable-native-access=ALL-UNNAMED -cp "target\classes;%LIBRARIES%" io.github.memorypoolnvse.Main %*
