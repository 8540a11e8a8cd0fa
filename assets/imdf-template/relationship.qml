<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Fields|Forms">
 <fieldConfiguration>
 </fieldConfiguration>
 <defaults><default field="id" expression="uuid('WithoutBraces')" applyOnUpdate="0"/></defaults>
</qgis>
