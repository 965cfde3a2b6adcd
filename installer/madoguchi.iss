; The installer for Windows 10 and 11 (64 bit), made by Inno Setup 6.3 or newer from the folder dist\madoguchi:
;   py dev.py bundle
;   iscc installer\madoguchi.iss
; It installs for all users where an administrator runs it, and for the one user where nobody may be one.
; The day's records lie elsewhere (in the user's own data folder) and stay when the program is removed.
; Save this file as UTF-8 with its byte order mark, or the Japanese turns to noise.

#define AppVersion "0.1.0"

[Setup]
AppId={{6F0B7C1E-5C0B-4D0B-9B55-4E2B9A6A7D11}
AppName=窓口
AppVersion={#AppVersion}
AppVerName=窓口 {#AppVersion}
AppPublisher=Madoguchi
VersionInfoVersion={#AppVersion}
DefaultDirName={autopf}\Madoguchi
DefaultGroupName=窓口
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir=..\dist
OutputBaseFilename=madoguchi-setup-{#AppVersion}
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
; A supporter's queue is not interrupted: setup asks for the program to be closed instead of ending it.
CloseApplications=yes
RestartApplications=no
UninstallDisplayName=窓口
UninstallDisplayIcon={app}\madoguchiw.exe

[Languages]
Name: "ja"; MessagesFile: "compiler:Languages\Japanese.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
ja.DesktopIcon=デスクトップに「窓口」のアイコンを置く
en.DesktopIcon=Put an icon on the desktop
ja.StartNow=「窓口」を開く
en.StartNow=Open the program

[Tasks]
Name: "desktopicon"; Description: "{cm:DesktopIcon}"

[InstallDelete]
; Libraries of the version before must not lie beside those of this one.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\dist\madoguchi\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\窓口"; Filename: "{app}\madoguchiw.exe"
Name: "{autodesktop}\窓口"; Filename: "{app}\madoguchiw.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\madoguchiw.exe"; Description: "{cm:StartNow}"; Flags: nowait postinstall skipifsilent
